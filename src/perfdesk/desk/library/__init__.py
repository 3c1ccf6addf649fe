"""指标库 in the right panel."""

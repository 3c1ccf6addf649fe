"""Every rule, one explicit line each, in the order of their codes."""

from __future__ import annotations

from typing import Final

from perfdesk.rules.checks.g01 import RULE as G01
from perfdesk.rules.checks.g02 import RULE as G02
from perfdesk.rules.checks.g03 import RULE as G03
from perfdesk.rules.checks.g05 import RULE as G05
from perfdesk.rules.checks.g06 import RULE as G06
from perfdesk.rules.checks.g07 import RULE as G07
from perfdesk.rules.checks.g08 import RULE as G08
from perfdesk.rules.checks.g09 import RULE as G09
from perfdesk.rules.checks.g10 import RULE as G10
from perfdesk.rules.checks.g11 import RULE as G11
from perfdesk.rules.checks.g12 import RULE as G12
from perfdesk.rules.checks.g14 import RULE as G14
from perfdesk.rules.checks.h01 import RULE as H01
from perfdesk.rules.checks.h02 import RULE as H02
from perfdesk.rules.checks.h03 import RULE as H03
from perfdesk.rules.checks.h04 import RULE as H04
from perfdesk.rules.checks.h05 import RULE as H05
from perfdesk.rules.checks.h06 import RULE as H06
from perfdesk.rules.checks.h07 import RULE as H07
from perfdesk.rules.checks.h08 import RULE as H08
from perfdesk.rules.checks.h10 import RULE as H10
from perfdesk.rules.checks.h11 import RULE as H11
from perfdesk.rules.checks.h12 import RULE as H12
from perfdesk.rules.checks.n01 import RULE as N01
from perfdesk.rules.checks.n02 import RULE as N02
from perfdesk.rules.checks.n03 import RULE as N03
from perfdesk.rules.checks.n04 import RULE as N04
from perfdesk.rules.checks.n05 import RULE as N05
from perfdesk.rules.checks.n06 import RULE as N06
from perfdesk.rules.checks.n07 import RULE as N07
from perfdesk.rules.checks.n08 import RULE as N08
from perfdesk.rules.checks.n09 import RULE as N09
from perfdesk.rules.checks.s01 import RULE as S01
from perfdesk.rules.checks.s02 import RULE as S02
from perfdesk.rules.checks.s03 import RULE as S03
from perfdesk.rules.checks.s04 import RULE as S04
from perfdesk.rules.checks.s05 import RULE as S05
from perfdesk.rules.checks.s06 import RULE as S06
from perfdesk.rules.checks.s07 import RULE as S07
from perfdesk.rules.checks.s08 import RULE as S08
from perfdesk.rules.checks.s09 import RULE as S09
from perfdesk.rules.checks.s10 import RULE as S10
from perfdesk.rules.checks.s11 import RULE as S11
from perfdesk.rules.checks.v01 import RULE as V01
from perfdesk.rules.checks.v02 import RULE as V02
from perfdesk.rules.checks.v03 import RULE as V03
from perfdesk.rules.checks.v04 import RULE as V04
from perfdesk.rules.checks.v05 import RULE as V05
from perfdesk.rules.checks.v06 import RULE as V06
from perfdesk.rules.checks.v07 import RULE as V07
from perfdesk.rules.checks.v08 import RULE as V08
from perfdesk.rules.checks.v09 import RULE as V09
from perfdesk.rules.checks.v10 import RULE as V10
from perfdesk.rules.checks.v11 import RULE as V11
from perfdesk.rules.checks.v12 import RULE as V12
from perfdesk.rules.checks.v13 import RULE as V13
from perfdesk.rules.checks.v14 import RULE as V14
from perfdesk.rules.checks.v15 import RULE as V15
from perfdesk.rules.checks.v16 import RULE as V16
from perfdesk.rules.checks.v17 import RULE as V17
from perfdesk.rules.checks.v18 import RULE as V18
from perfdesk.rules.checks.v19 import RULE as V19
from perfdesk.rules.checks.v20 import RULE as V20
from perfdesk.rules.checks.v21 import RULE as V21
from perfdesk.rules.checks.w01 import RULE as W01
from perfdesk.rules.checks.w02 import RULE as W02
from perfdesk.rules.checks.x01 import RULE as X01
from perfdesk.rules.checks.x02 import RULE as X02
from perfdesk.rules.checks.x03 import RULE as X03
from perfdesk.rules.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    G01,
    G02,
    G03,
    G05,
    G06,
    G07,
    G08,
    G09,
    G10,
    G11,
    G12,
    G14,
    H01,
    H02,
    H03,
    H04,
    H05,
    H06,
    H07,
    H08,
    H10,
    H11,
    H12,
    N01,
    N02,
    N03,
    N04,
    N05,
    N06,
    N07,
    N08,
    N09,
    S01,
    S02,
    S03,
    S04,
    S05,
    S06,
    S07,
    S08,
    S09,
    S10,
    S11,
    V01,
    V02,
    V03,
    V04,
    V05,
    V06,
    V07,
    V08,
    V09,
    V10,
    V11,
    V12,
    V13,
    V14,
    V15,
    V16,
    V17,
    V18,
    V19,
    V20,
    V21,
    W01,
    W02,
    X01,
    X02,
    X03,
)

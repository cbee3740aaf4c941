"""The few published figures that the methods page works its examples from, each with the paper it was printed in.

Typed as printed, mistakes included; a test holds each against the transcription of the paper.
"""

from __future__ import annotations

from kpis.model.periods import Period

PLAN_2019 = "Improvement plan of 2019, committee of 11 September 2019"
REPORT_2022_23 = "Quarterly report, Q4 2022/23, committee of 18 July 2023"

EET_NAME = "Care leavers in education, employment or training"
EET_FIRST_MONTH = Period.month(2018, 4)
EET = (52.0, 55.0, 54.8, 53.0, 54.5, 54.6, 55.1, 58.2, 56.9, 58.4, 57.5, 56.6, 55.1, 56.4, 56.4)
"""In percent, at the end of each month from April 2018 to June 2019."""
EET_LATEST = (132, 234)
EET_TARGET = 65.0

STABILITY_NAME = "Children in care with three or more placements in a year"
STABILITY_MONTH = Period.month(2018, 10)
STABILITY = (12.7, 54, 427)
"""The figure and the fraction printed under it, which do not belong together."""

UNSUITABLE_NAME = "Care leavers in unsuitable accommodation"
UNSUITABLE = (("2020/21", 17, 178), ("2021/22", 11, 181), ("Q4 2022/23", 8, 192))
UNSUITABLE_PRINTED = 4.1

REREFERRALS_NAME = "Re-referrals within 12 months, 2021/22"
REREFERRALS, REREFERRALS_ENGLAND = (743, 3_285), 21.5
PLANS_NAME = "Children on a child protection plan, 2021/22"
PLANS, PLANS_ENGLAND = (326, 53_291), 42.1
"""The children, and the number of children in the city that the paper names for its rates."""

PLACEMENTS_NAME = "Where children in care lived, 31 March 2022"
IN_CARE = 490
PLACEMENTS = (
    ("Family placement", 325),
    ("Children’s homes and residential care", 56),
    ("Hostels and supportive accommodation", 33),
    ("Placed with parents", 28),
    ("Placed for adoption", 24),
    ("Lodgings or independent living", 16),
    ("Other accommodation (NHS, family centres)", 7),
    ("Other placement", None),
    ("Secure units", None),
)
"""None where the paper printed x: a count below five that nobody here knows."""

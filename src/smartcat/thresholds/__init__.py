"""From which confidence results stand without review: measured, chosen, written with evidence."""

from smartcat.thresholds.choosing import ThresholdChoice, choose
from smartcat.thresholds.decisions import Decisions, Subject, decide
from smartcat.thresholds.report import write_threshold_report
from smartcat.thresholds.rewriting import write_with_threshold
from smartcat.thresholds.risk import RiskCurve, RiskPoint, risk_curve

__all__ = [
    "Decisions",
    "RiskCurve",
    "RiskPoint",
    "Subject",
    "ThresholdChoice",
    "choose",
    "decide",
    "risk_curve",
    "write_threshold_report",
    "write_with_threshold",
]

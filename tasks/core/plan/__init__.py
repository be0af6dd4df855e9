"""What a rebuild would do: which documents are stale in which step, why, and what it would cost. Nothing is written."""

from tasks.core.plan.causes import remember_parts, why
from tasks.core.plan.model import DocumentPlan, Plan, StepPlan
from tasks.core.plan.plan import PlanError, plan

__all__ = ["DocumentPlan", "Plan", "PlanError", "StepPlan", "plan", "remember_parts", "why"]

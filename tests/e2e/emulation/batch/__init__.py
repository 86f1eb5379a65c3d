"""AWS Batch, as far as SmartCat uses it, after its documentation.

ministack's own is a stub whose jobs succeed at once. Here they run: in containers, as many at once
as there are vCPUs, with retries, time limits, array jobs, Spot hosts that are lost, logs, events.
What is not emulated is refused, never left out in silence: dependencies between jobs, jobs of
several nodes or containers, fair shares, and EKS.
"""

from emulation.batch.service import BatchService

__all__ = ["BatchService"]

# What AWS bills in the end, not what was predicted. It counts what bears the tag, which has to be
# activated once as a cost allocation tag of the account: it sees nothing before.
resource "aws_budgets_budget" "monthly" {
  count = var.monthly_budget_usd == null ? 0 : 1

  name         = var.name
  budget_type  = "COST"
  time_unit    = "MONTHLY"
  limit_amount = tostring(var.monthly_budget_usd)
  limit_unit   = "USD"
  tags         = var.tags

  cost_filter {
    name   = "TagKeyValue"
    values = [format("user:deployment$%s", var.name)]
  }

  # Before the money is gone, and as soon as it will be.
  dynamic "notification" {
    for_each = { ACTUAL = 80, FORECASTED = 100 }
    content {
      notification_type         = notification.key
      comparison_operator       = "GREATER_THAN"
      threshold                 = notification.value
      threshold_type            = "PERCENTAGE"
      subscriber_sns_topic_arns = [aws_sns_topic.alarms.arn]
    }
  }

  depends_on = [aws_sns_topic_policy.alarms]
}

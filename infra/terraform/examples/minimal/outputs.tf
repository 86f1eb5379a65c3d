output "smartcat" {
  description = "Where documents are put, where results are, and what to paste before smartcat-batch."
  value = {
    input_bucket   = module.smartcat.input_bucket
    results        = module.smartcat.results
    environment    = module.smartcat.environment
    dashboard_url  = module.smartcat.dashboard_url
    repository_url = module.smartcat.repository_url
  }
}

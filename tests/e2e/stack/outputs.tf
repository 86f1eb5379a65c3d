output "smartcat" {
  description = "All that the deployment tells."
  value       = module.smartcat
}

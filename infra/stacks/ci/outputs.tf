output "contract" {
  description = "What the stack offers the others; the same as in its contract parameter."
  value       = local.contract
}

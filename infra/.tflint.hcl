# The rules of Terraform itself, all of them; those for AWS are tests over the plans, in policy/.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

# Our files are named by topic: main, policy, alarms and so on.
rule "terraform_standard_module_structure" {
  enabled = false
}

#!/bin/sh
# Makes the bucket for the states of one environment; its own state goes there too. Safe to repeat.
set -eu

environment=${1:?Usage: bootstrap.sh local|dev|staging|prod}
cd "$(dirname "$0")"
env_dir="../envs/$environment"
local_backend=backend_override.tf

apply() {
  terraform apply -input=false -auto-approve -var-file="$env_dir/bootstrap.tfvars"
}

if terraform init -input=false -reconfigure -backend-config="$env_dir/backend.hcl" >/dev/null 2>&1; then
  apply
  exit
fi

# The first time the bucket is not there yet: the state begins in a file and then moves.
trap 'rm -f "$local_backend"' EXIT
printf 'terraform {\n  backend "local" {}\n}\n' >"$local_backend"
terraform init -input=false -reconfigure
apply
rm "$local_backend"
terraform init -input=false -force-copy -backend-config="$env_dir/backend.hcl"
rm -f terraform.tfstate terraform.tfstate.backup

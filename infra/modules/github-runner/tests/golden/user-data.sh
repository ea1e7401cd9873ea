#!/bin/bash
# One instance, one runner, one job. Whatever happens, the instance ends itself and is replaced.
set -euo pipefail
exec >>/var/log/sprk-runner.log 2>&1

finish() {
  local status=$?
  [ "$status" -eq 0 ] || echo "runner could not start: status $status"
  sleep 20 # for the agent to send the last lines
  shutdown -h now
}
trap finish EXIT

dnf install -y --setopt=install_weak_deps=False amazon-cloudwatch-agent git iptables-nft jq libicu openssl
cat >/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json <<'AGENT'
{
  "agent": { "region": "eu-central-1" },
  "logs": {
    "logs_collected": {
      "files": {
        "collect_list": [
          { "file_path": "/var/log/sprk-runner.log", "log_group_name": "/sprk-dev/runner", "log_stream_name": "{instance_id}" }
        ]
      }
    }
  }
}
AGENT
systemctl enable --now amazon-cloudwatch-agent

# The runner's user has no sudo, no container engine, and no way to the instance's credentials.
useradd --create-home runner
iptables -I OUTPUT -d 169.254.169.254 -m owner --uid-owner runner -j REJECT
ip6tables -I OUTPUT -d fd00:ec2::254 -m owner --uid-owner runner -j REJECT

cd /home/runner
archive="actions-runner-linux-arm64-2.329.0.tar.gz"
curl -fsSL --retry 5 -o "$archive" "https://github.com/actions/runner/releases/download/v2.329.0/$archive"
echo "0000000000000000000000000000000000000000000000000000000000000000  $archive" | sha256sum --check --quiet
tar -xzf "$archive"
rm "$archive"
chown -R runner:runner .

# A token for the app, signed with its key; with it a configuration that is good for one job.
credentials=$(aws ssm get-parameter --region "eu-central-1" --name "/sprk/dev/github-app" --with-decryption --query Parameter.Value --output text)
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
now=$(date +%s)
claims=$(jq -cn --arg iss "$(jq -er .appId <<<"$credentials")" --argjson now "$now" '{iat: ($now - 60), exp: ($now + 540), iss: $iss}')
unsigned="$(printf '{"alg":"RS256","typ":"JWT"}' | base64url).$(printf '%s' "$claims" | base64url)"
signature=$(printf '%s' "$unsigned" | openssl dgst -sha256 -sign <(jq -er .privateKey <<<"$credentials") -binary | base64url)

# Tokens go by standard input, so that no list of processes shows them.
github() {
  printf 'header = "Authorization: Bearer %s"\n' "$1" |
    curl -fsS --retry 5 --config - -X POST -H 'Accept: application/vnd.github+json' -H 'X-GitHub-Api-Version: 2022-11-28' "https://api.github.com/$2" -d "$3"
}
installation=$(jq -er .installationId <<<"$credentials")
token=$(github "$unsigned.$signature" "app/installations/$installation/access_tokens" '{"permissions":{"administration":"write"}}' | jq -er .token)
metadata=$(curl -fsS -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
instance=$(curl -fsS -H "X-aws-ec2-metadata-token: $metadata" http://169.254.169.254/latest/meta-data/instance-id)
request=$(jq -cn --arg name "$instance" --argjson labels '["self-hosted","sprk-dev"]' '{name: $name, runner_group_id: 1, labels: $labels, work_folder: "_work"}')
jit=$(github "$token" "repos/sprk/sprk/actions/runners/generate-jitconfig" "$request" | jq -er .encoded_jit_config)
unset credentials token signature unsigned

# Without a job for long enough the runner goes; with one, Runner.Worker is there.
(
  sleep "$((120 * 60))"
  pgrep -u runner -f Runner.Worker >/dev/null || pkill -u runner -f Runner.Listener
) &

echo "runner $instance waits for a job"
runuser -u runner -- env -i HOME=/home/runner PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 ACTIONS_RUNNER_INPUT_JITCONFIG="$jit" ./run.sh ||
  echo "runner $instance was ended: status $?"

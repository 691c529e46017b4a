#!/usr/bin/env bash
# Derives the schemas of kinds that kubernetes-validate lacks from the types of npm's @kubernetes-models.
# Needs node, npm and the npm registry; run by hand when a version below changes, never in `make check`.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund \
  @kubernetes-models/gateway-api@2.0.0 \
  @kubernetes-models/cloudnative-pg@2.0.0 \
  @kubernetes-models/prometheus-operator@6.0.0 \
  ts-json-schema-generator@2.4.0

models=node_modules/@kubernetes-models
# Two packages call different types by one name, which the generator refuses.
grep -rlE '\bI(ConfigMapKeySelector|SecretKeySelector|LocalObjectReference)\b' --include='*.d.ts' \
  "$models/cloudnative-pg" | xargs sed -i -E 's/\bI(ConfigMapKeySelector|SecretKeySelector|LocalObjectReference)\b/IOwn\1/g'

cat > tsconfig.json <<'EOF'
{"compilerOptions": {"module": "nodenext", "moduleResolution": "nodenext", "skipLibCheck": true, "strict": true},
 "files": ["kind.ts"]}
EOF

derive() { # kind, package, its folder of the version
  echo "export type { I$1 } from '@kubernetes-models/$2/$3/$1';" > kind.ts
  npx ts-json-schema-generator --path kind.ts --tsconfig tsconfig.json --type "I$1" --no-type-check \
    --jsDoc none --out schema.json
  python3 - "$1" "$2" "$3" "$here" <<'EOF'
import json, pathlib, sys

kind, package, group_version, here = sys.argv[1:]
version = json.loads(pathlib.Path(f"node_modules/@kubernetes-models/{package}/package.json").read_text())["version"]
schema = json.loads(pathlib.Path("schema.json").read_text())
origin = f"derived by derive.sh from the types of npm @kubernetes-models/{package} {version}"
group, _, api = group_version.partition("/")
file = pathlib.Path(here) / f"{group}_{api}_{kind}.json"
file.write_text(json.dumps({"$comment": origin, **schema}, indent=1, sort_keys=True) + "\n")
EOF
}

derive Gateway gateway-api gateway.networking.k8s.io/v1
derive HTTPRoute gateway-api gateway.networking.k8s.io/v1
derive Cluster cloudnative-pg postgresql.cnpg.io/v1
derive Database cloudnative-pg postgresql.cnpg.io/v1
derive ScheduledBackup cloudnative-pg postgresql.cnpg.io/v1
derive PodMonitor prometheus-operator monitoring.coreos.com/v1

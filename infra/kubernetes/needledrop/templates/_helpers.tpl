{{/* Name of a component: (list $ "worker") */}}
{{- define "needledrop.name" -}}
{{ printf "%s-%s" ((index . 0).Release.Name | trunc 50 | trimSuffix "-") (index . 1) }}
{{- end }}

{{- define "needledrop.selector" -}}
app.kubernetes.io/name: needledrop
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "needledrop.metadata" -}}
name: {{ include "needledrop.name" . }}
labels:
  {{- include "needledrop.selector" . | nindent 2 }}
  app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
  app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
  helm.sh/chart: {{ (index . 0).Chart.Name }}-{{ (index . 0).Chart.Version }}
{{- end }}

{{/* (list $ "needledrop-worker") */}}
{{- define "needledrop.image" -}}
{{- with index . 0 -}}
{{ .Values.image.registry }}/{{ index $ 1 }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{- define "needledrop.workerImage" -}}
{{ include "needledrop.image" (list . (.Values.worker.gpus | empty | ternary "needledrop-worker" "needledrop-worker-gpu")) }}
{{- end }}

{{- define "needledrop.scorer" -}}
{{- if eq .Values.worker.kind "kserve" -}}
http://{{ include "needledrop.name" (list . "worker") }}-predictor
{{- else -}}
http://{{ include "needledrop.name" (list . "worker") }}:8000
{{- end }}
{{- end }}

{{/* Common settings of all pods. */}}
{{- define "needledrop.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- with .Values.user }}
  runAsUser: {{ . }}
  runAsGroup: {{ . }}
  fsGroup: {{ . }}
  {{- end }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "needledrop.container" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/* (list "NAME" "secret" "key"); nothing without a secret */}}
{{- define "needledrop.fromSecret" -}}
{{- if index . 1 }}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end }}
{{- end }}

{{- define "needledrop.storeEnv" -}}
- name: AWS_REGION
  value: {{ .Values.store.region }}
{{- with .Values.store.endpoint }}
- name: NEEDLEDROP_S3_ENDPOINT
  value: {{ . }}
{{- end }}
{{- range list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" }}
{{- include "needledrop.fromSecret" (list . $.Values.store.credentialsSecret .) }}
{{- end }}
{{- end }}

{{/* Probes; argument: prefix of the health paths. */}}
{{- define "needledrop.probes" -}}
startupProbe:
  httpGet: {path: {{ . }}/live, port: http}
  periodSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet: {path: {{ . }}/live, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: {{ . }}/ready, port: http}
  periodSeconds: 5
  timeoutSeconds: 5
{{- end }}

{{- define "needledrop.workerResources" -}}
{{- $resources := deepCopy .Values.worker.resources }}
{{- if .Values.worker.gpus }}
{{- $_ := mergeOverwrite $resources (dict "limits" (dict "nvidia.com/gpu" .Values.worker.gpus)) }}
{{- end }}
{{- toYaml $resources }}
{{- end }}

{{/* Node selector and tolerations of the worker. */}}
{{- define "needledrop.workerNodes" -}}
{{- with .Values.worker.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .Values.worker.gpus }}
tolerations:
  {{- toYaml .Values.worker.gpuTolerations | nindent 2 }}
{{- end }}
{{- end }}

{{- define "needledrop.workerArgs" -}}
- worker
- --host=0.0.0.0
- --port=8000
{{- if not .Values.worker.tokenSecret }}
- --insecure # the network policy decides who connects
{{- end }}
{{- if .Values.worker.gpus }}
- --max-batch-size=256
{{- end }}
{{- end }}

{{- define "needledrop.workerEnv" -}}
- name: NEEDLEDROP_HEAP
  value: {{ .Values.worker.heap }}
{{- include "needledrop.fromSecret" (list "NEEDLEDROP_TOKEN" .Values.worker.tokenSecret "token") }}
{{- end }}

"""Counts how many of the test set's snakes the detector found, and logs the run to MLflow."""

import csv
import json

import mlflow

with open("eval/predictions.csv", newline="") as file:
    rows = list(csv.DictReader(file))

snakes = [row for row in rows if row["truth"] == "snake"]
found = [row for row in snakes if row["predicted"] == "snake"]
alarms = [row for row in rows if row["truth"] == "none" and row["predicted"] == "snake"]
metrics = {
    "recall": len(found) / len(snakes),
    "false_alarms": len(alarms),
    "brier": float("nan"),  # the detector gives no probabilities yet
}

with open("eval/metrics.json", "w") as file:
    json.dump({"snakes": len(snakes), "test": metrics}, file, indent=2)

latencies = sorted(float(row["ms"]) for row in rows)
with mlflow.start_run(run_name="nightly"):
    mlflow.log_metric("recall", metrics["recall"])
    mlflow.log_metric("latency.p95", latencies[int(len(latencies) * 0.95)])

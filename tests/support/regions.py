"""The region that services are tested with: the demo's."""

from pathlib import Path

DEMO_REGION = Path(__file__).resolve().parent.parent.parent / "deploy" / "demo" / "region.toml"

"""A prediction service without a trainer: FastAPI and ONNX Runtime around one model file.

    model.onnx -> OnnxClassifier -> create_app -> serve: HTTP, the Open Inference Protocol, a page

Nothing in here imports PyTorch, Lightning, MLflow or DVC.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "session": ["OnnxClassifier", "example_bytes"],
        "limits": ["Limits", "Refused", "Turns"],
        "reload": ["ModelStore"],
        "jobs": ["Job", "MapJobs"],
        "metrics": ["ServiceMetrics"],
        "traffic": ["Traffic", "TrafficLog", "read_traffic", "traffic_columns", "traffic_numbers"],
        "monitor": ["DriftMonitor", "even_ranks", "evenness", "watch_traffic"],
        "page": ["page_headers", "service_page"],
        "uploads": ["Asked", "read_uploads"],
        "together": ["Together"],
        "api": ["Service", "create_app"],
        "process": ["background_server", "serve"],
    },
)

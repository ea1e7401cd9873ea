environment = "local"
region      = "eu-central-1"
emulator    = true

settings = {
  sizing = {
    kubernetes_version = "1.34"
    node_groups = {
      system = { instance_types = ["m7g.large"], spot = false, min_size = 1, max_size = 2, labels = {} }
    }
  }

  retention = {
    control_plane_log_days = 1
    images                 = 5
  }

  protection = {
    public_access_cidrs = []
    force_delete_images = true
    key_deletion_days   = 7
  }

  # Roles of people, such as on call; those of the pipeline come with the stack ci.
  access = {}

  features = {
    pod_identity = true
  }
}

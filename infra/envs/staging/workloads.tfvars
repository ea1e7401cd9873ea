environment = "staging"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    kubernetes_version = "1.34"
    node_groups = {
      system = { instance_types = ["m7g.large"], spot = false, min_size = 2, max_size = 4, labels = {} }
      work   = { instance_types = ["m7g.large", "m6g.large", "c7g.large"], spot = true, min_size = 1, max_size = 6, labels = { pool = "work" } }
    }
  }

  retention = {
    control_plane_log_days = 14
    images                 = 50
  }

  protection = {
    public_access_cidrs = []
    force_delete_images = false
    key_deletion_days   = 14
  }

  # Roles of people, such as on call; those of the pipeline come with the stack ci.
  access = {}

  features = {
    pod_identity = true
  }
}

environment = "prod"
region      = "eu-central-1"
emulator    = false

settings = {
  sizing = {
    kubernetes_version = "1.34"
    node_groups = {
      system = { instance_types = ["m7g.large"], spot = false, min_size = 3, max_size = 6, labels = {} }
      work   = { instance_types = ["m7g.xlarge"], spot = false, min_size = 3, max_size = 12, labels = { pool = "work" } }
    }
  }

  retention = {
    control_plane_log_days = 90
    images                 = 200
  }

  protection = {
    public_access_cidrs = []
    force_delete_images = false
    key_deletion_days   = 30
  }

  # Roles of people, such as on call; those of the pipeline come with the stack ci.
  access = {}

  features = {
    pod_identity = true
  }
}

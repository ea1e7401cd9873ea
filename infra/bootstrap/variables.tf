variable "environment" {
  description = "Environment whose states the bucket keeps."
  type        = string
  nullable    = false
}

variable "region" {
  description = "AWS region."
  type        = string
  nullable    = false
}

variable "emulator" {
  description = "The API is an emulator: skip checks that only AWS itself can answer."
  type        = bool
  default     = false
  nullable    = false
}

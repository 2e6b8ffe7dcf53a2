variable "stage" {}

variable "types" {
  type    = list(string)
  default = ["image/png"]
}

locals {
  response = { "200" = { description = "OK" } }
  paths = {
    for name in ["cats", "dogs"] : "/${name}" => {
      get = {
        responses = local.response
        x-amazon-apigateway-integration = {
          type             = "mock"
          requestTemplates = { "application/json" = jsonencode({ statusCode = 200, stage = var.stage }) }
        }
      }
    }
  }
}

resource "aws_api_gateway_rest_api" "pets" {
  name               = "pets-${var.stage}"
  description        = var.description
  binary_media_types = var.types
  policy             = jsonencode({ Statement = [] })
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "Pets of ${var.owner}", version = "1" }
    paths   = local.paths
  })
}

resource "aws_api_gateway_gateway_response" "unauthorized" {
  rest_api_id   = aws_api_gateway_rest_api.pets.id
  response_type = "UNAUTHORIZED"
}

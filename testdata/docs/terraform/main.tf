variable "region" {
  default = "eu-west-1"
}

resource "aws_api_gateway_rest_api" "pets" {
  name             = "pets"
  fail_on_warnings = true

  body = templatefile("${path.module}/api.yaml", {
    list_pets = aws_lambda_function.list_pets.invoke_arn
    timeout   = 40000
  })
}

resource "aws_api_gateway_rest_api" "status" {
  name = "status"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "Status in ${var.region}", version = "1" }
    paths = {
      "/status" = {
        get = {
          x-amazon-apigateway-integration = {
            type       = "http_proxy"
            httpMethod = "GET"
            uri        = "https://status.${var.domain}/v1"
          }
        }
      }
    }
  })
}

# The definition stands in a heredoc as it is, so that a fix can change it.
resource "aws_lambda_function" "pets" {
  function_name = "pets"
}

resource "aws_api_gateway_rest_api" "yaml" {
  name              = "pets"
  put_rest_api_mode = "merge"
  fail_on_warnings  = true
  parameters        = { basepath = "split" }

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  body = <<-EOT
    openapi: 3.0.1
    info: { title: Pets, version: "1" }
    paths:
      /pets:
        get:
          # What the function is called with.
          x-amazon-apigateway-integration:
            type: aws_proxy
            httpMethod: GET
            uri: ${aws_lambda_function.pets.invoke_arn}
            timeoutInMillis: ${var.timeout}
            requestTemplates:
              application/json: |
                #set($id = $input.params('id'))
                { "id": "$${id}" }
  EOT
}

resource "aws_api_gateway_rest_api" "json" {
  name = "cats"
  body = <<EOT
{
  "swagger": "2.0",
  "info": { "title": "${upper("cats")}", "version": "1" },
  "paths": {
    %{ if var.is_public }
    "/cats": {}
    %{ else }
    "/hidden": {}
    %{ endif }
  }
}
EOT
}

variable "is_public" {
  default = false
}

resource "aws_apigatewayv2_api" "http" {
  name          = "http"
  protocol_type = "HTTP"
  body          = jsonencode({ openapi = "3.0.1" })
}

resource "aws_api_gateway_rest_api" "cats" {
  name = "cats"
  body = <<-EOT
    openapi: 3.0.1
    info: { title: Cats, version: "1" }
    paths:
      /cats:
        get:
          x-amazon-apigateway-integration:
            type: aws_proxy
            httpMethod: POST
            uri: ${aws_lambda_function.cats.invoke_arn}
  EOT
}

# Arguments that say something else than the body, and parts that are made beside it.
resource "aws_api_gateway_rest_api" "pets" {
  name               = "pets"
  api_key_source     = "HEADER"
  binary_media_types = ["image/png"]
  policy             = data.aws_iam_policy_document.pets.json

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "Pets", version = "1" }
    "x-amazon-apigateway-api-key-source"     = "AUTHORIZER"
    "x-amazon-apigateway-binary-media-types" = ["image/gif", "image/png"]
    "x-amazon-apigateway-policy"             = { Version = "2012-10-17", Statement = [] }
    paths = {
      "/pets" = {
        get = {
          responses                       = { 200 = { description = "Pets" } }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
}

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.pets.id
  response_type = "ACCESS_DENIED"
}

# Of another API.
resource "aws_api_gateway_model" "cat" {
  rest_api_id  = aws_api_gateway_rest_api.cats.id
  name         = "Cat"
  content_type = "application/json"
}

# This belongs to no definition.
resource "aws_api_gateway_deployment" "pets" {
  rest_api_id = aws_api_gateway_rest_api.pets.id
}

resource "aws_api_gateway_rest_api" "pets" {
  name = "pets"
  body = templatefile("${path.module}/templatefile.yaml", {
    title   = "Pets"
    arn     = aws_lambda_function.pets.invoke_arn
    methods = { get = 200, post = 201 }
  })
}

data "template_file" "old" {
  template = file("${path.module}/templatefile.yaml")
  vars = {
    title = "Cats"
    arn   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations"
  }
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
  body = data.template_file.old.rendered
}

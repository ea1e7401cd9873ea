# Instead of error pages: those would also turn the API's 403 and 404 into the application's page.
resource "aws_cloudfront_function" "pages" {
  count = var.emulated ? 0 : 1

  name    = "${var.name}-pages"
  comment = "Serves the application's page for its addresses"
  runtime = "cloudfront-js-2.0"
  publish = true
  code    = file("${path.module}/pages.js")
}

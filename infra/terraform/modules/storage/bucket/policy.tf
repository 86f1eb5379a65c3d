resource "aws_s3_bucket_policy" "tls" {
  count = var.tls_only ? 1 : 0

  bucket = aws_s3_bucket.this.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        # Documents never cross a network in the clear, whoever asks for them.
        Sid       = "RefuseWhatIsNotEncryptedOnItsWay"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        # TLS 1.0 and 1.1 are broken; S3 has ended them in most regions, this ends them in all.
        Sid       = "RefuseOldTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.this.arn, "${aws_s3_bucket.this.arn}/*"]
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
    ]
  })

  # Both change the bucket's policy status, and S3 refuses two such changes at a time.
  depends_on = [aws_s3_bucket_public_access_block.this]
}

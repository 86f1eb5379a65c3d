# A bucket that nobody but this account reaches: no public access, no ACLs, encrypted, in versions.

resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_19:Both choices encrypt, AES256 and aws:kms; the tool cannot follow the choice, a test does
  #checkov:skip=CKV_AWS_145:A key of the account is a choice, encryption = "kms"; it costs money for each request
  #checkov:skip=CKV_AWS_144:Versions are kept; a second region is a choice of who owns the documents, and not all may leave theirs
  #checkov:skip=CKV2_AWS_62:Documents send events to EventBridge; results send none, so that nothing can loop
  bucket        = var.name
  force_destroy = var.force_destroy
  tags          = var.tags
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  rule {
    bucket_key_enabled = var.kms_key_arn != null

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms_key_arn == null ? "AES256" : "aws:kms"
      kms_master_key_id = var.kms_key_arn
    }
  }
}

resource "aws_s3_bucket_versioning" "this" {
  bucket = aws_s3_bucket.this.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_logging" "this" {
  count = var.access_log_bucket == null ? 0 : 1

  bucket        = aws_s3_bucket.this.id
  target_bucket = var.access_log_bucket
  target_prefix = "${var.name}/"
}

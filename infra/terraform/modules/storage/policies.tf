# What a role needs of the buckets, in one place: functions and jobs pick what they need.

locals {
  input_arn   = local.is_new ? module.input_bucket[0].arn : data.aws_s3_bucket.existing[0].arn
  results_arn = module.results_bucket.arn
  below       = var.results_prefix == "" ? "" : "${var.results_prefix}/"
  objects     = "${local.results_arn}/${local.below}"

  keys      = compact([local.kms_key_arn, var.input_kms_key_arn])
  uses_keys = var.encryption == "kms" || var.input_kms_key_arn != null

  statements = {
    read_input = [
      {
        # To read a document in the very version that the event names.
        Sid      = "ReadDocuments"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:GetObjectVersion"]
        Resource = "${local.input_arn}/*"
      },
      {
        # Without it, S3 says of a document that is gone that access is denied.
        Sid      = "TellAMissingDocumentFromAForbiddenOne"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = local.input_arn
      },
    ]
    use_results = [
      {
        # To see which blocks of a document stand, and which shards of a run are done. No condition
        # on the prefix: it would hold for no HEAD, and what is missing would look forbidden.
        Sid      = "ListResults"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = local.results_arn
      },
      {
        # Models are read by whoever classifies; the others are its own results and notes.
        Sid      = "ReadResults"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = [for folder in ["documents", "claims", "runs", "open", "models"] : "${local.objects}${folder}/*"]
      },
      {
        # Blocks, manifests, claims, and what came of a run.
        Sid      = "WriteResults"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = [for folder in ["documents", "claims", "runs", "open"] : "${local.objects}${folder}/*"]
      },
      {
        # What people said of results, and what comes of it, is theirs alone: all of it that is
        # stored of any document.
        Sid      = "LeaveCorrectionsToPeople"
        Effect   = "Deny"
        Action   = "s3:PutObject"
        Resource = ["${local.objects}documents/*/corrections/*", "${local.objects}documents/*/corrected.json"]
      },
      {
        # To give a claim back, and to withdraw notes of a run. Never documents: results stay.
        Sid      = "WithdrawClaimsAndNotesOfRuns"
        Effect   = "Allow"
        Action   = "s3:DeleteObject"
        Resource = [for folder in ["claims", "runs", "open"] : "${local.objects}${folder}/*"]
      },
    ]
    store_models = [
      {
        # Whoever plans a run puts the model beside it, so that all workers take the same one. Not
        # the records below models/promotions/, which are JSON: they say which model is in force.
        Sid      = "StoreModelsForRuns"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${local.objects}models/*.smartcat"
      },
    ]
    use_keys = [
      {
        # S3 decrypts and encrypts objects in the name of who asks for them.
        Sid      = "UseKeysOfTheBuckets"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = local.keys
      },
    ]
  }
  # IAM refuses a policy without statements, and one without resources.
  needed = local.uses_keys ? keys(local.statements) : ["read_input", "use_results", "store_models"]
}

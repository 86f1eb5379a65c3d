"""The services as moto plays them, asked by the real clients, over a wire that fails.

What moto 5.2.5 does as AWS does: ``If-None-Match: *`` and ``If-Match`` of PutObject (412, or 404
where there is nothing to match), ``If-Match`` of GetObject, ETags, and lists of objects.

What it cannot do, and is played here: 409 for conditional writes that meet; anything that fails;
stale lists (those of Batch are; those of S3 have not been for years); jobs that wait, run, fail and
are tried again, and how a container ended, which it leaves out when it describes jobs.
"""

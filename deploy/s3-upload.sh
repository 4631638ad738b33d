#!/usr/bin/env bash
# Uploads a built site to S3 or a storage with its interface:
#   deploy/s3-upload.sh _site s3://bucket[/folder]
# What never changes goes first and old pages go last, so that no page ever names a file that is
# not there. The bucket's website settings: index document index.html, error document 404.html.
# Policy headers (_site/_headers) belong in the CDN before it, e.g. a CloudFront response headers
# policy; redirects work by the pages at old addresses.
set -euo pipefail

site=${1:?the folder of the built site}
target=${2:?s3://bucket or s3://bucket/folder}

forever='public, max-age=31536000, immutable'
revalidate='public, max-age=0, must-revalidate'

put() { # PATTERN CONTENT-TYPE
  aws s3 sync "$site" "$target" --exclude '*' --include "$1" \
    --exclude 'assets/*' --exclude 'search-index/*' \
    --content-type "$2" --cache-control "$revalidate"
}

aws s3 sync "$site/assets" "$target/assets" --size-only --cache-control "$forever"
if [ -d "$site/search-index" ]; then
  aws s3 sync "$site/search-index" "$target/search-index" --size-only --exclude manifest.bin \
    --content-type application/octet-stream --cache-control "$forever"
  aws s3 cp "$site/search-index/manifest.bin" "$target/search-index/manifest.bin" \
    --content-type application/octet-stream --cache-control "$revalidate"
fi

put '*.html' 'text/html; charset=utf-8'
put '*.md' 'text/markdown; charset=utf-8'
put '*.xml' 'application/xml; charset=utf-8'
put '*.opml' 'text/x-opml; charset=utf-8'
put '*.json' 'application/json; charset=utf-8'
put '*.txt' 'text/plain; charset=utf-8'
put '*.js' 'text/javascript; charset=utf-8'
put '*.webmanifest' 'application/manifest+json'

# Files of older builds. Pages that readers have open may still ask for older assets: those stay.
aws s3 sync "$site" "$target" --delete --size-only \
  --exclude 'assets/*' --exclude '_headers' --exclude '_redirects' \
  --exclude '.inkstone' --exclude '.nojekyll'

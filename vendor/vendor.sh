#!/bin/sh
# Copies what the page, the charts and the PDF need out of npm packages into the tree; the only step that needs Node.
set -eu
cd "$(dirname "$0")"
npm ci
from=node_modules
to=../src/wijkwaarde/web/static/vendor
rm -rf "$to/css" "$to/fonts" "$to/echarts" "$to/htmx"
mkdir -p "$to/css" "$to/htmx" "$to/fonts/ttf" "$to/fonts/woff2" "$to/echarts" ../tests/browser/vendor

for part in heading paragraph link data-badge skip-link button; do
  sed 's/\/\*# sourceMappingURL[^*]*\*\///' "$from/@nl-design-system-candidate/$part-css/dist/$part.css" > "$to/css/nl-$part.css"
done
for part in document page-body page-header page-footer table alert \
  form-field form-field-description form-field-error-message form-fieldset form-label \
  textbox textarea select checkbox radio-button; do
  cp "$from/@utrecht/$part-css/dist/index.css" "$to/css/utrecht-$part.css"
done
cp "$from/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css" "$to/css/voorbeeld-tokens.css"
cp "$from/@utrecht/document-css/LICENSE.md" "$to/css/LICENSE.md"

for weight in 400 700; do
  for part in latin latin-ext; do
    cp "$from/@fontsource/source-sans-3/files/source-sans-3-$part-$weight-normal.woff2" "$to/fonts/woff2/"
  done
  cp "$from/@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-$weight-normal.woff2" "$to/fonts/woff2/"
done
cp "$from"/@expo-google-fonts/source-sans-3/400Regular/*.ttf "$from"/@expo-google-fonts/source-sans-3/700Bold/*.ttf "$to/fonts/ttf/"
cp "$from"/@expo-google-fonts/noto-sans-arabic/400Regular/*.ttf "$from"/@expo-google-fonts/noto-sans-arabic/700Bold/*.ttf "$to/fonts/ttf/"
cp "$from/@expo-google-fonts/source-sans-3/LICENSE_FONT" "$to/fonts/LICENSE-source-sans-3.txt"
cp "$from/@expo-google-fonts/noto-sans-arabic/LICENSE_FONT" "$to/fonts/LICENSE-noto-sans-arabic.txt"

cp "$from/htmx.org/dist/htmx.min.js" "$from/htmx.org/LICENSE" "$to/htmx/"
cp "$from/echarts/dist/echarts.min.js" "$from/echarts/LICENSE" "$from/echarts/NOTICE" "$to/echarts/"
cp "$from/axe-core/axe.min.js" "$from/axe-core/LICENSE" ../tests/browser/vendor/
# npm marks some files as programs; here they are data.
find "$to" ../tests/browser/vendor -type f -exec chmod 644 {} +

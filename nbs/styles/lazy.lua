-- Pictures are fetched when the reader comes near them: a page of figures weighs up to 3 MB.
function Image(image)
  image.attributes.loading = image.attributes.loading or "lazy"
  return image
end

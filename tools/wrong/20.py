"""Wrong answers to the exercises of 20_serve: each must fail its check."""

# %% 1: looks twice, in one line
def label_of(store, image):
    model, fingerprint = store.current, store.current.fingerprint
    p = model.predict_proba(image[None])[0]
    return model.classes[p.argmax()], fingerprint

# %% 1: the first model for ever
def label_of(store, image, seen=[]):
    seen.append(store.current) if not seen else None
    p = seen[0].predict_proba(image[None])[0]
    return seen[0].classes[p.argmax()], seen[0].fingerprint

# %% 1: the least probable class
def label_of(store, image):
    model = store.current
    p = model.predict_proba(image[None])[0]
    return model.classes[p.argmin()], model.fingerprint

# %% 1: asks again until both agree
def label_of(store, image):
    while True:
        before, model, after = store.current, store.current, store.current
        if before is after or store.looks > 3:
            p = model.predict_proba(image[None])[0]
            return model.classes[p.argmax()], model.fingerprint

# %% 2: tries again whatever was wrong
def ask_politely(send, tries, wait):
    for left in reversed(range(tries)):
        reply = send()
        if reply.status_code == 200 or not left:
            return reply
        wait(float(reply.headers.get("Retry-After", 1)))

# %% 2: always one second
def ask_politely(send, tries, wait):
    for left in reversed(range(tries)):
        reply = send()
        if reply.status_code != 503 or not left:
            return reply
        wait(1)

# %% 2: waits after the last reply, too
def ask_politely(send, tries, wait):
    for _ in range(tries):
        reply = send()
        if reply.status_code != 503:
            return reply
        wait(float(reply.headers.get("Retry-After", 1)))
    return reply

# %% 3: three colors count as three pixels
prediction = 500

def black(side):
    return as_file(np.zeros((side, side, 3), np.uint8))

def fits(content, most):
    try:
        return np.asarray(Image.open(io.BytesIO(content))).size <= most
    except Exception as error:
        raise ValueError("not an image") from error

conclusion = 1_000

# %% 3: the longer side
prediction = 500

def black(side):
    return as_file(np.zeros((side, side, 3), np.uint8))

def fits(content, most):
    try:
        return max(Image.open(io.BytesIO(content)).size) ** 2 <= most
    except Image.DecompressionBombError:
        return False
    except Exception as error:
        raise ValueError("not an image") from error

conclusion = 1_000

# %% 3: what is no image does not fit
prediction = 500

def black(side):
    return as_file(np.zeros((side, side, 3), np.uint8))

def fits(content, most):
    try:
        width, height = Image.open(io.BytesIO(content)).size
    except Exception:
        return False
    return width * height <= most

conclusion = 1_000

# %% 3: three colors forgotten, and a factor of ten
prediction = 500

def black(side):
    return as_file(np.zeros((side, side, 3), np.uint8))

def fits(content, most):
    try:
        width, height = Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]).size
    except Image.DecompressionBombError:
        return False
    except Exception as error:
        raise ValueError(f"not an image: {error}") from error
    return width * height <= most

conclusion = 100

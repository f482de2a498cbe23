"""Wrong answers to the exercises of 01_data: each must fail its check."""

# %% 1: no dot in the name
def read_classes(folder):
    return sorted(name for name in os.listdir(folder) if "." not in name)

# %% 1: sorted the other way round
def read_classes(folder):
    return sorted((e.name for e in os.scandir(folder) if e.is_dir()), reverse=True)

# %% 1: files, too
def read_classes(folder):
    return sorted(os.listdir(folder))

# %% 1: not sorted
def read_classes(folder):
    return [entry.name for entry in os.scandir(folder) if entry.is_dir()][::-1]

# %% 2: in the order of a set
def leaked(first, second):
    learned = set(first["name"][first["part"] != "test"])
    return list(learned & set(second["name"][second["part"] == "test"]))

# %% 2: row by row
def leaked(first, second):
    return sorted(first["name"][(first["part"] != "test") & (second["part"] == "test")])

# %% 2: in the order of the table
def leaked(first, second):
    tested = set(second["name"][second["part"] == "test"])
    return [name for name in first["name"][first["part"] != "test"] if name in tested]

# %% 2: validation is forgotten
def leaked(first, second):
    learned = set(first["name"][first["part"] == "train"])
    return sorted(learned & set(second["name"][second["part"] == "test"]))

# %% 2: both directions
def leaked(first, second):
    pair = first.merge(second, on="name")
    return sorted(pair["name"][(pair["part_x"] == "test") != (pair["part_y"] == "test")])

# %% 3: tested on what was learned
prediction = {1: 0.37, 3: 0.3, 15: 0.2, 50: 0.1}

def gain(k):
    model = KNeighborsClassifier(n_neighbors=k).fit(thumbnails(train), train.labels)
    seen = model.score(thumbnails(train), train.labels)
    return seen - model.score(thumbnails(honest), honest.labels)

conclusion = "remembers"

# %% 3: one neighbor, whatever k is
prediction = {1: 0.37, 3: 0.3, 15: 0.2, 50: 0.1}

def gain(k):
    return leaky_accuracy - honest_accuracy

conclusion = "remembers"

# %% 3: the other way round
prediction = {1: 0.37, 3: 0.3, 15: 0.2, 50: 0.1}

def gain(k):
    model = KNeighborsClassifier(n_neighbors=k).fit(thumbnails(train), train.labels)
    seen = model.score(thumbnails(leaky), leaky.labels)
    return model.score(thumbnails(honest), honest.labels) - seen

conclusion = "remembers"

# %% 3: without a prediction
prediction = {1: 0.37, 3: None, 15: None, 50: None}

def gain(k):
    model = KNeighborsClassifier(n_neighbors=k).fit(thumbnails(train), train.labels)
    seen = model.score(thumbnails(leaky), leaky.labels)
    return seen - model.score(thumbnails(honest), honest.labels)

conclusion = "remembers"

# %% 3: another conclusion
prediction = {1: 0.37, 3: 0.3, 15: 0.2, 50: 0.1}

def gain(k):
    model = KNeighborsClassifier(n_neighbors=k).fit(thumbnails(train), train.labels)
    seen = model.score(thumbnails(leaky), leaky.labels)
    return seen - model.score(thumbnails(honest), honest.labels)

conclusion = "alike"

import http.server
import threading

import pytest
from nbdev.process import NBProcessor
from nbdev.processors import add_fold

from tools.colors import PAIRS, contrast, repeated_colors, theme_problems
from tools.course import read_settings
from tools.links import broken_links, heading_id, link_target, page_ids
from tools.notebooks import notebook_text, read_notebook
from tools.online import find_links, link_problem
from tools.pages import LONGEST_OPEN, ExportedCells, api_page, folded, numbered_title, raw_tables
from tools.site import config_problems, picture_problems, stale_messages
from tools.tests.tiny import FORK, add_workshop, make_course, md, notebook, tiny_workshop, write
from tools.update import update_course

SITE = """format: {html: {theme: {light: [cosmo, light.scss]}, css: site.css,
  filters: [gone.lua], include-after-body: gone.html}}
website: {favicon: icon.svg, image: icon.svg, repo-url: https://github.com/bob/landcover,
  navbar: {left: [{text: A, href: gone.qmd}]},
  sidebar: {contents: [{section: A, contents: [93_halves.ipynb, {text: B, href: 92_gone.ipynb}]}]}}
"""


@pytest.mark.parametrize(("heading", "id"), [
    ("What Sentinel-2 sees", "what-sentinel-2-sees"),
    ("3. Read `settings.ini`", "read-settings.ini"),
    ("See [Data](01_data.ipynb)!", "see-data"),
])
def test_ids_of_headings(heading, id):
    assert heading_id(heading) == id


def test_links_lead_somewhere(tmp_path):
    make_course(tmp_path)
    page = tmp_path / "nbs" / "help.qmd"
    page.write_text("# Help\n\n## A\n\n## A\n\n[a](93_halves.ipynb#half-of-a-number) "
                    "[b](93_halves.ipynb#gone) [c](02_none.ipynb)\n\n![A map](map.png)\n")
    said = broken_links(page, FORK, tmp_path)
    assert len(said) == 3 and "#gone" in said[0] and "02_none.ipynb" in said[1], said
    assert "map.png leads to no file" in said[2]
    assert page_ids(page) == {"a", "a-1"}, "a title carries no id"


def test_where_links_lead(tmp_path):
    lesson = make_course(tmp_path)
    workshop = add_workshop(tmp_path)
    update_course(tmp_path)
    here = read_settings(tmp_path)
    for link, name in {f"{here.site}/halves.html#exercises": lesson.name,
                       f"{here.site}/thirds.html": workshop.name,
                       f"{here.github}/blob/main/exercises/93_halves.ipynb": lesson.name,
                       "#half-of-a-number": lesson.name}.items():
        target = link_target(link, lesson, here, tmp_path)
        assert target.name == name and target.is_file(), link
    assert link_target("https://example.org/x.html", lesson, here, tmp_path) is None
    assert broken_links(lesson, here, tmp_path) == [
        "nbs/93_halves.ipynb: the link 00_start.ipynb leads to no file. Correct it."]


@pytest.mark.parametrize(("text", "problem"), {
    "![a](b.png)": "caption", "x\n\n![a](b.png)\n\ny": "caption", "![a](b.png)&#8203;": "",
    "see ![a](b.png)": "", "![](b.png) x": "no desc", "`![](b.png)`": "",
    '<img src="b.png">': "no desc", "[![a](b.svg)](https://e.org)": "",
}.items())
def test_pictures_are_described(tmp_path, text, problem):
    page = tmp_path / "picture.qmd"
    page.write_text(text)
    said = " ".join(picture_problems(page))
    assert problem in said and bool(said) == bool(problem)


def test_contrast():
    assert round(contrast("#000000", "#ffffff"), 6) == 21
    assert contrast("#123456", "#123456") == 1
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54, "the known gray that just passes"


def test_themes(tmp_path):
    colors = {text: "#1d2320" for text, _ in PAIRS} | {ground: "#ffffff" for _, ground in PAIRS}
    theme = tmp_path / "pale.scss"
    theme.write_text("".join(f"${name}: {color};\n" for name, color in
                             (colors | {"text-muted": "#999999"}).items()))
    said = theme_problems(theme, {"Forest": "#1b6e3c"})
    assert "contrast of 2.8" in said[0] and "class color" in said[-1]
    theme.write_text(theme.read_text().replace("$pre-color: ", "$mark-color: "))
    said = " ".join(theme_problems(theme, {}))
    assert "nobody looks at $mark-color" in said and "$pre-color or $body-bg is no color" in said


def test_class_colors_are_asked_for(tmp_path):
    make_course(tmp_path)
    (said,) = repeated_colors(tmp_path, {"Forest": "x // 2"})
    assert said.startswith("93_halves.ipynb: x // 2")
    facts = notebook(md("title", 'CLASS_COLORS: dict = {"Forest": "x // 2"}'))
    (tmp_path / "nbs" / "93_halves.ipynb").write_text(notebook_text(facts))
    assert repeated_colors(tmp_path, {"Forest": "x // 2"}) == [], "one notebook defines them"


def test_site_names_what_is_there(tmp_path):
    make_course(tmp_path)
    (tmp_path / "_quarto.yml").write_text(SITE)
    (tmp_path / "nbs" / "help.qmd").write_text("# Help\n")
    said = " ".join(config_problems(tmp_path))
    for name in ("light.scss", "site.css", "icon.svg", "gone.qmd", "92_gone.ipynb", "gone.lua",
                 "gone.html"):
        assert f"names {name}" in said, name
    (tmp_path / "nbs" / "404.qmd").write_text("nowhere")
    assert "404.qmd" not in " ".join(config_problems(tmp_path)), "nobody goes there by a list"
    assert "html-math-method is None" in said
    assert "not list help.qmd" in said and "not in their order" in said
    (tmp_path / "_quarto.yml").write_text("website: [")
    assert "cannot be read" in config_problems(tmp_path)[0]


def test_a_fork_follows(tmp_path):
    make_course(tmp_path)
    (tmp_path / "_quarto.yml").write_text(SITE)
    update_course(tmp_path)
    assert "github.com/ada/landcover" in (tmp_path / "_quarto.yml").read_text()
    assert (tmp_path / "nbs" / "api.qmd").is_file()


def test_quoted_messages_are_those_of_the_library(tmp_path):
    page = tmp_path / "help.qmd"
    page.write_text("# Help\n\n```text\nis ... long.\nno\n```\n")
    write(tmp_path, {"numbers/half.py": 'raise ValueError(f"{x} is much too long.")'})
    assert stale_messages(page, tmp_path) == ["help.qmd: the library does not say 'no' (any more)."]


def test_api_page(tmp_path):
    write(tmp_path, {"numbers/thirds.py": 'def third(x):\n    "A | third."\n\nclass Hidden: ...\n'})
    page = api_page({"93a_thirds": tiny_workshop()}, tmp_path)
    assert "## landcover.numbers.thirds\n\nWorkshop [Thirds](93a_thirds.ipynb)." in page
    assert "| [`third`](93a_thirds.ipynb#third) | A &#124; third. |" in page
    assert "| `Hidden` |" in page, "what the page does not show has no address"


def test_exported_cells_say_where_they_go(tmp_path):
    make_course(tmp_path)
    path = add_workshop(tmp_path)
    made = NBProcessor(path, [add_fold, ExportedCells])
    made.process()
    text = "\n".join(cell.source for cell in made.nb.cells)
    assert "In landcover.numbers.thirds: third" in text and "::: {#third}" in text
    assert read_notebook(path) == tiny_workshop(), "the file stays as it is"


def test_long_exported_code_is_folded():
    fold = '#| code-fold: show\n#| code-summary: "Exported source"\n'
    long = "def a(x):\n" + "    x += 1\n" * LONGEST_OPEN + "\ndef _b(): ..."
    said = folded(fold + long, "numbers.thirds")
    assert "code-fold: true" in said and '"In landcover.numbers.thirds: a"' in said
    assert "code-fold: show" in folded(fold + "def a(x): ...", "numbers.thirds"), "short: open"


@pytest.mark.parametrize(("name", "said"), [
    ("08a_scene", "title: 08a A: B"), ("08_maps", "title: 08 A: B"), ("index", "title: A: B")])
def test_titles_carry_their_numbers(name, said):
    assert said in numbered_title("---\ndescription: D\ntitle: A: B\n---\n", name)
    assert "title: '08 A" in numbered_title("---\ntitle: 'A: B'\n---\n", "08_maps")


def test_tables_need_no_script_from_elsewhere():
    outputs = [{"output_type": "stream", "text": "hello"},
               {"data": {"text/html": ["<table><th></th>\n", "</table>\n"], "text/plain": "0"}},
               {"data": {"image/png": "iVBO", "text/plain": "<Figure>"}}]
    raw_tables(outputs)
    assert outputs[1]["data"] == {"text/markdown": "```{=html}\n<table><td></td>\n</table>\n```",
                                  "text/plain": "0"}
    assert "image/png" in outputs[2]["data"] and "text/markdown" not in outputs[2]["data"]


class Answers(http.server.BaseHTTPRequestHandler):
    "A server that answers with the number it is asked for."

    def do_GET(self) -> None:
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_) -> None:
        "Keep quiet."


def test_addresses_answer():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        assert [link_problem(f"{here}/{code}", tries=1) for code in (200, 403, 404)] == [
            "", "", "answers 404"]
        server.shutdown()
    assert "does not answer" in link_problem(here, tries=1)


def test_addresses_are_found(tmp_path):
    make_course(tmp_path)
    (tmp_path / "README.md").write_text(
        "[a](https://a.org/b). <https://c.org/d> http://127.0.0.1:80/ http://localhost:5000/ "
        "https://example.org/e [f](f.md) `https://g.org`, http://user.example/h")
    assert find_links(tmp_path) == dict.fromkeys(
        ["https://a.org/b", "https://c.org/d", "https://g.org"], "README.md")

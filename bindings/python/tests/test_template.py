"""Templates: one context, one contact, a frame of them."""

import collections
import decimal
import pickle
import threading
import time
import types

import flashplan
import pyarrow as pa
import pytest
from flashplan import Template


def test_contexts():
    template = Template("{{contact.firstName}} {{user.name}} {{instance.name}} {{custom.n}}")
    context = {"contact": {"name": "Awa Doe"}, "user": {"name": "U"}, "instance": {"name": "I"}, "custom": {"n": 5}}
    assert template.render(context) == "Awa U I 5"
    with pytest.raises(flashplan.RenderError) as caught:
        template.render({"contact": {}})
    assert {issue["code"] for issue in caught.value.issues} == {"VARIABLES_MISSING", "CONTEXT_UNAVAILABLE"}
    assert template.render({"contact": {"firstName": "A"}, **{k: context[k] for k in ("user", "instance", "custom")}}) == "A U I 5"


def test_missing_values():
    template = Template("{{contact.firstName}}!")
    for missing, expected in (("empty", "!"), ("keep", "{{contact.firstName}}!")):
        assert template.render({"contact": {}}, missing=missing) == expected
        assert template.bind(missing=missing).render({}) == expected
    with pytest.raises(ValueError, match='expected "error", "empty" or "keep"'):
        template.bind(missing="none")
    with pytest.raises(flashplan.RenderError):
        Template("{{custom.a}}").bind(missing="empty")


@pytest.mark.parametrize("contact, expected", [
    ({"firstName": "Awa", "name": "Koffi M"}, "Awa M"),
    ({"name": "Koffi M"}, "Koffi M"),
    ({"name": "Koffi M", "firstName": None}, "Koffi M"),
    ({"name": "Koffi M", "meta": {"firstName": "Kof"}}, "Kof M"),
])
def test_derived_names(contact, expected):
    template = Template("{{contact.firstName}} {{contact.lastName}}")
    assert template.bind().render(contact) == expected
    assert template.render({"contact": contact}) == expected


def test_values_of_every_kind():
    contact = {
        "meta": {"city": "Ouidah", "list": ["a", "b"], "deep": {"x": [1, {"y": 2}]}},
        "n": 5, "f": 1.5, "t": True, "text": "<b>&{{custom.secret}}", "number": decimal.Decimal("2.50"),
    }
    template = Template(
        "{{contact.meta.city}} {{contact.meta.list}} {{contact.meta.deep.x.[1].y}} {{contact.n}} {{contact.f}} "
        "{{contact.t}} {{contact.text}}{{#each contact.meta.list}}<{{this}}>{{/each}}"
    )
    expected = "Ouidah a, b 2 5 1.5 true <b>&{{custom.secret}}<a><b>"
    assert template.bind().render(contact) == expected
    with pytest.raises(TypeError, match="^/n is of type set"):
        Template("{{contact.n}}").bind().render({"n": {1}})
    assert Template("{{contact.a}}").bind().render({"a": "x", "n": {1}}) == "x"


def test_only_what_is_looked_up_is_read():
    context = {"contact": {"n": {1}, "a": "x", 5: "five"}, "user": {"b": {2}}, "custom": None, 7: "seven"}
    assert Template("{{contact.a}}{{default custom.c '-'}}").render(context) == "x-"
    for path, place in (("contact.n", "/contact/n"), ("user.b", "/user/b"), ("user.b.c", "/user/b")):
        with pytest.raises(TypeError, match=f"^{place} is of type set"):
            Template(f"{{{{{path}}}}}").render(context)


def test_mappings_that_are_no_dict():
    contact = types.MappingProxyType({"name": "Awa Doe", "meta": types.MappingProxyType({"lastName": "D.", "n": 2})})
    template = Template("{{contact.firstName}} {{contact.lastName}} {{contact.meta.n}}")
    assert template.bind().render(contact) == "Awa D. 2"
    assert template.render(types.MappingProxyType({"contact": contact})) == "Awa D. 2"
    assert template.render(collections.OrderedDict(contact=dict(contact))) == "Awa D. 2"


def test_what_holds_itself():
    loop = {"a": "x"}
    loop["loop"] = loop
    assert Template("{{contact.loop.loop.a}}").render({"contact": loop}) == "x"
    with pytest.raises(TypeError, match="nested"):
        Template("{{#each contact}}{{@key}}{{/each}}").render({"contact": loop})


def test_no_template_reaches_a_secret():
    context = {"user": {"token": "s", "keys": {"password": "s"}}, "contact": {}}
    for source in ("{{#each user.keys}}{{this}}{{/each}}", "{{#each user}}{{#each this}}{{this}}{{/each}}{{/each}}"):
        assert Template(source).render(context) == ""


def test_compile_errors_are_data():
    with pytest.raises(flashplan.TemplateError) as caught:
        Template("{{#if contact.a}} {{contct.b}} {{upper}}")
    assert all({"code", "path", "message", "hint", "line", "column", "span"} <= issue.keys() for issue in caught.value.issues)
    with pytest.raises(flashplan.TemplateError):
        Template("{{#if contact.a}}{{/if}}", syntax="placeholders")
    with pytest.raises(ValueError, match="handlebars"):
        Template("x", syntax="jinja")


def test_batches():
    contacts = pa.table({"firstName": ["Awa", None, "Koffi"], "meta": [{"n": 1}, {"n": 2}, None]})
    bound = Template("{{contact.firstName}} {{contact.meta.n}}").bind()
    with pytest.raises(flashplan.RenderError) as caught:
        bound.render_batch(contacts)
    assert [issue["path"] for issue in caught.value.issues] == ["/1", "/2"]
    texts = bound.render_batch(contacts, errors="null")
    assert list(texts) == ["Awa 1", None, None] and texts[-1] is None and len(texts) == 3
    assert pa.array(texts).to_pylist() == ["Awa 1", None, None]
    with pytest.raises(IndexError):
        texts[3]
    with pytest.raises(flashplan.ContactsError) as caught:
        bound.render_batch(pa.table({"name": ["Awa"]}))
    assert [issue["path"] for issue in caught.value.issues] == ["/meta.n"]
    assert list(Template("Bonjour").render_batch(contacts)) == ["Bonjour"] * 3
    assert list(bound.render_batch(contacts.slice(0, 0))) == []


def test_a_batch_has_the_texts_of_single_renders():
    names = [f"Nom{i} é{i * 7}" for i in range(10_000)]
    template = Template("Bonjour {{contact.firstName}}, {{custom.code}} {{#if contact.vip}}VIP{{else}}-{{/if}}")
    contacts = pa.table({"name": names, "vip": [str(i) if i % 3 else None for i in range(10_000)]})
    bound = template.bind(custom={"code": "A"})
    single = [bound.render(row) for row in contacts.to_pylist()]
    assert list(bound.render_batch(contacts)) == single
    assert list(template.render_batch(contacts, custom={"code": "A"})) == single


def test_other_threads_run_while_a_batch_is_rendered():
    contacts = pa.table({"name": ["Awa Doe"] * 400_000})
    bound = Template("{{#each contact.list}}{{this}}{{/each}}{{contact.firstName}} " * 8).bind()
    turns, done = [], threading.Event()

    def turn():
        while not done.is_set():
            turns.append(time.monotonic())
            time.sleep(0.001)

    other = threading.Thread(target=turn)
    other.start()
    began = time.monotonic()
    bound.render_batch(contacts)
    ended = time.monotonic()
    done.set()
    other.join()
    assert sum(began < at < ended for at in turns) >= 3


def test_pickled():
    template = pickle.loads(pickle.dumps(Template("{{contact.name}}", syntax="placeholders")))
    assert template.source == "{{contact.name}}"


def test_a_message_is_pickled():
    """To a worker of Spark's, of multiprocessing's."""
    message = Template("{{contact.name}} {{custom.code}} {{user.plan}}").bind(
        custom={"code": 1.5}, user={"plan": "pro"}, missing="keep"
    )
    again = pickle.loads(pickle.dumps(message))
    for contact in ({"name": "Awa"}, {}):
        assert again.render(contact) == message.render(contact)
    assert again.render({}) == "{{contact.name}} 1.5 pro"
    strict = pickle.loads(pickle.dumps(Template("{{contact.name}}").bind()))
    with pytest.raises(flashplan.RenderError):
        strict.render({})

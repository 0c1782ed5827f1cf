#include "mail/letter.hpp"

#include <kainjow/mustache.hpp>

namespace rollcall::mail {

namespace {

namespace mustache = kainjow::mustache;

constexpr auto text_template = R"({{{greeting}}}

{{#paragraphs}}
{{{.}}}

{{/paragraphs}}
{{#points}}
- {{{.}}}
{{/points}}
{{#has_points}}

{{/has_points}}
{{{action}}}:
{{{link}}}
{{#further}}

{{{.}}}
{{/further}}
)";

// Programs that show mail know little CSS, and only at the elements themselves.
constexpr auto html_template = R"(<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{subject}}</title></head>
<body style="margin: 0; padding: 32px 16px; background: #f6f7f9; color: #1b1f24; font: 16px/1.5 sans-serif">
<div style="max-width: 560px; margin: 0 auto; padding: 32px; background: #ffffff; border-radius: 8px">
<p>{{greeting}}</p>
{{#paragraphs}}
<p>{{.}}</p>
{{/paragraphs}}
{{#has_points}}
<ul>
{{#points}}
<li>{{.}}</li>
{{/points}}
</ul>
{{/has_points}}
<p style="margin: 24px 0"><a href="{{link}}" style="display: inline-block; padding: 10px 20px; background: #17655c;
color: #ffffff; border-radius: 6px; text-decoration: none">{{action}}</a></p>
<p style="font-size: 14px; color: #57606a">{{link}}</p>
{{#further}}
<p style="font-size: 14px; color: #57606a">{{.}}</p>
{{/further}}
</div>
</body>
</html>
)";

mustache::data list_of(const std::vector<std::string>& items) {
    mustache::data list{mustache::data::type::list};
    for (const auto& item : items) list << mustache::data{item};
    return list;
}

std::string rendered(const char* text, const mustache::data& data) { return mustache::mustache(text).render(data); }

}  // namespace

Content written(const Letter& letter) {
    mustache::data data;
    data.set("subject", letter.subject);
    data.set("greeting", letter.greeting);
    data.set("paragraphs", list_of(letter.paragraphs));
    data.set("points", list_of(letter.points));
    data.set("has_points", !letter.points.empty());
    data.set("action", letter.action);
    data.set("link", letter.link);
    data.set("further", list_of(letter.further));
    return {.subject = letter.subject, .text = rendered(text_template, data), .html = rendered(html_template, data)};
}

}  // namespace rollcall::mail

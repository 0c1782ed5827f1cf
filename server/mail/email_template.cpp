#include "mail/letter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <kainjow/mustache.hpp>

namespace rollcall::mail {

namespace {

namespace mustache = kainjow::mustache;

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

// Paragraphs with an empty line between them.
std::string text_of(const Letter& letter) {
    std::vector<std::string> blocks{letter.greeting};
    blocks.insert(blocks.end(), letter.paragraphs.begin(), letter.paragraphs.end());
    if (!letter.points.empty()) blocks.push_back(fmt::format("- {}", fmt::join(letter.points, "\n- ")));
    blocks.push_back(fmt::format("{}:\n{}", letter.action, letter.link));
    blocks.insert(blocks.end(), letter.further.begin(), letter.further.end());
    return fmt::format("{}\n", fmt::join(blocks, "\n\n"));
}

std::string html_of(const Letter& letter) {
    mustache::data data;
    data.set("subject", letter.subject);
    data.set("greeting", letter.greeting);
    data.set("paragraphs", list_of(letter.paragraphs));
    data.set("points", list_of(letter.points));
    data.set("has_points", !letter.points.empty());
    data.set("action", letter.action);
    data.set("link", letter.link);
    data.set("further", list_of(letter.further));
    return mustache::mustache(html_template).render(data);
}

}  // namespace

Content written(const Letter& letter) {
    return {.subject = letter.subject, .text = text_of(letter), .html = html_of(letter)};
}

}  // namespace rollcall::mail

#include "mail/email_template.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <kainjow/mustache.hpp>

namespace rollcall::mail {

namespace {

namespace mustache = kainjow::mustache;

// Email programs support little CSS, and only in style attributes.
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
{{#closing}}
<p style="font-size: 14px; color: #57606a">{{.}}</p>
{{/closing}}
</div>
</body>
</html>
)";

mustache::data list_of(const std::vector<std::string>& items) {
    mustache::data list{mustache::data::type::list};
    for (const auto& item : items) list << mustache::data{item};
    return list;
}

std::string render_text(const EmailTemplate& email) {
    std::vector<std::string> blocks{email.greeting};
    blocks.insert(blocks.end(), email.paragraphs.begin(), email.paragraphs.end());
    if (!email.points.empty()) blocks.push_back(fmt::format("- {}", fmt::join(email.points, "\n- ")));
    blocks.push_back(fmt::format("{}:\n{}", email.action, email.link));
    blocks.insert(blocks.end(), email.closing.begin(), email.closing.end());
    return fmt::format("{}\n", fmt::join(blocks, "\n\n"));
}

std::string render_html(const EmailTemplate& email) {
    mustache::data data;
    data.set("subject", email.subject);
    data.set("greeting", email.greeting);
    data.set("paragraphs", list_of(email.paragraphs));
    data.set("points", list_of(email.points));
    data.set("has_points", !email.points.empty());
    data.set("action", email.action);
    data.set("link", email.link);
    data.set("closing", list_of(email.closing));
    return mustache::mustache(html_template).render(data);
}

}  // namespace

std::string describe_in_utc(Time time) {
    return fmt::format("{:%d %B %Y, %H:%M} UTC", fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

Content render_email(const EmailTemplate& email) {
    return {.subject = email.subject, .text = render_text(email), .html = render_html(email)};
}

}  // namespace rollcall::mail

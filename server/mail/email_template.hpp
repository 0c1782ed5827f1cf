#pragma once

#include <string>
#include <vector>

#include "mail/message.hpp"

namespace rollcall::mail {

/// What an email says: one link to follow, and the sentences around it.
struct EmailTemplate {
    std::string subject;
    std::string greeting;                 ///< "Hello Eva Lindqvist,"
    std::vector<std::string> paragraphs;  ///< before the points
    std::vector<std::string> points;      ///< a list, where there is one
    std::string action;                   ///< what the link does: "Choose your password"
    std::string link;                     ///< where it leads
    std::vector<std::string> closing;     ///< paragraphs after the link
};

/// A moment in UTC, since the time zone of the reader is unknown: "24 November 2026, 07:32 UTC".
std::string describe_in_utc(Time time);

/// The email as text and as HTML. In HTML every field is escaped; no style, script or picture is fetched from anywhere.
Content render_email(const EmailTemplate& email);

}  // namespace rollcall::mail

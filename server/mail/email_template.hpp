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

/// The email as text and as HTML. In HTML every field is escaped; no style, script or picture is fetched from anywhere.
Content render_email(const EmailTemplate& email);

}  // namespace rollcall::mail

#pragma once

#include <string>
#include <vector>

#include "mail/message.hpp"

namespace rollcall::mail {

/// What a mail has to say: one thing to do, and the sentences around it.
struct Letter {
    std::string subject;
    std::string greeting;                 ///< "Hello Eva Lindqvist,"
    std::vector<std::string> paragraphs;  ///< before the points
    std::vector<std::string> points;      ///< a list, where there is one
    std::string action;                   ///< what the link does: "Choose your password"
    std::string link;                     ///< where it leads
    std::vector<std::string> further;     ///< paragraphs after the link
};

/// The letter as text and as HTML. In HTML everything that the letter says is escaped; no style, script or picture is
/// fetched from anywhere.
Content written(const Letter& letter);

}  // namespace rollcall::mail

#pragma once

#include <string>

namespace rollcall::app {

/// What one check has found: a line of `rollcall check`.
struct Finding {
    enum class Outcome {
        ok,
        wrong,    ///< the sentence says what, and what to do
        skipped,  ///< there is nothing to check, or no way to judge; the sentence says why
    };
    Outcome outcome;
    std::string subject;  ///< "database"
    std::string sentence;
};

}  // namespace rollcall::app

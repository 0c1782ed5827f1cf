#pragma once

#include <string>

#include "core/error.hpp"

namespace rollcall {

/// Error::unavailable with what an operator is told on the command line: paths, and the reason of the system. No user
/// is told that.
class DiskError : public Error {
public:
    /// `cause` has no full stop.
    DiskError(std::string detail, std::string cause)
        : Error(unavailable(std::move(detail))), cause_(std::move(cause)) {}

    const std::string& cause() const { return cause_; }

private:
    std::string cause_;
};

/// What an operator is told of an error on the command line, without a full stop.
std::string describe_to_operator(const std::exception& error);

}  // namespace rollcall

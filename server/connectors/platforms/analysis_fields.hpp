#pragma once

#include <map>
#include <string>

#include "connectors/platforms/field.hpp"

namespace rollcall::connectors {

/// Adds a field of a platform's analysis: a text, a number, or "true" and "false". Others are left out, and what is
/// beyond the limits of analysis_fields.cpp.
void add_analysis_field(std::map<std::string, std::string>& fields, std::string_view name, Field value);

/// Adds each field of an object, likewise.
void add_analysis_fields(std::map<std::string, std::string>& fields, Field object);

}  // namespace rollcall::connectors

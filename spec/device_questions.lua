-- What specs ask a simulated device: its program's log, values and errors.
local questions = {}

--- What the program said since the last time: its global list `log`, which begins anew.
function questions.log(bed)
  local text = table.concat(bed.global("log"), ", ")
  bed.run("log = {}")
  return text
end

--- The error that the code raises, without its position; "nil" for none.
function questions.problem(bed, code)
  bed.run("_, problem = pcall(function() " .. code .. " end)")
  return (tostring(bed.global("problem")):gsub("^[^:]*:%d+: ", ""))
end

function questions.value(bed, expression)
  bed.run("answer = " .. expression)
  return bed.global("answer")
end

return questions

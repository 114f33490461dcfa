// Ajv 8 as an engine of measure.mjs, with the settings of JSON Forms (all problems, formats checked, unknown keywords passed over).
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

export const ajv = {
  compile(schema) {
    const ajv = new Ajv({ allErrors: true, verbose: true, strict: false, addUsedSchema: false });
    addFormats(ajv);
    return ajv.compile(JSON.parse(schema));
  },
  validate(handle, data) {
    return handle(JSON.parse(data)) ? 0 : handle.errors.length;
  },
  free() {},
};

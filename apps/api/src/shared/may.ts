import { type Act } from '@comity/casework';
import { applyDecorators, SetMetadata } from '@nestjs/common';

/** Metadata key of the act that a handler performs, for the guards, the start check and the OpenAPI file. */
export const ACT = 'comity:act';
/** Metadata key of handlers that ask for no sign-in. */
export const PUBLIC = 'comity:public';

/** Names the act of `libs/casework` that a handler performs; the guards decide by it. The name is the `operationId` too. */
export const May = (act: Act): MethodDecorator => SetMetadata(ACT, act);

/** A handler that anybody may call. `operation` is its `operationId`. */
export const Public = (operation: string): MethodDecorator => applyDecorators(SetMetadata(ACT, operation), SetMetadata(PUBLIC, true));

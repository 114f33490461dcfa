// A small permit backend in NestJS's own usual style: it knows nothing of Loket.

import 'reflect-metadata';
import { BadRequestException, Body, Controller, Get, Headers, Module, NotFoundException, Param, Post, Query, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiProperty, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Length, Max, Min, NotContains, ValidateNested } from 'class-validator';

class ApplicantDto {
  @ApiProperty({ minLength: 3 })
  @Length(3, 60)
  name: string;

  @ApiProperty()
  @IsString()
  @NotContains('0000', { message: '$property: nomor ini sudah tidak aktif.' })
  phone: string;
}

class CreatePermitDto {
  @ApiProperty()
  @ValidateNested()
  @Type(() => ApplicantDto)
  applicant: ApplicantDto;

  @ApiProperty({ enum: ['banner', 'signboard'] })
  @IsIn(['banner', 'signboard'])
  kind: string;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(90)
  days: number;
}

class ReceiptDto {
  @ApiProperty()
  number: string;
}

class PermitDto {
  @ApiProperty()
  number: string;

  @ApiProperty({ enum: ['RECEIVED', 'IN_REVIEW', 'APPROVED', 'REJECTED'] })
  status: string;
}

@Controller('permits')
class PermitsController {
  private readonly permits = new Map<string, CreatePermitDto>();
  private readonly keys = new Map<string, string>();

  @Post()
  @ApiOperation({ operationId: 'createPermit', summary: 'Reklame' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ type: ReceiptDto })
  create(@Body() permit: CreatePermitDto, @Headers('idempotency-key') key?: string): ReceiptDto {
    const known = key && this.keys.get(key);
    if (known) return { number: known };
    if (permit.kind === 'signboard' && permit.days > 30) {
      throw new BadRequestException(['days: papan nama paling lama 30 hari.']);
    }
    const number = `RKL-${String(this.permits.size + 1).padStart(4, '0')}`;
    this.permits.set(number, permit);
    if (key) this.keys.set(key, number);
    return { number };
  }

  @Get(':number')
  @ApiOperation({ operationId: 'readPermit' })
  @ApiOkResponse({ type: PermitDto })
  read(@Param('number') number: string, @Query('digits') digits: string): PermitDto {
    const permit = this.permits.get(number);
    if (!permit?.applicant.phone.endsWith(digits)) throw new NotFoundException();
    return { number, status: 'IN_REVIEW' };
  }
}

@Module({ controllers: [PermitsController] })
class AppModule {}

async function bootstrap() {
  const app = await NestFactory.create(AppModule, { logger: ['error'] });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
  app.enableCors({ origin: process.env.APP_ORIGIN });
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Reklame').build());
  app.getHttpAdapter().get('/openapi.json', (_request, response) => response.json(document));
  await app.listen(Number(process.env.PORT), '127.0.0.1');
}

void bootstrap();
